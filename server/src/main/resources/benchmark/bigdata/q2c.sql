SELECT count(*), max(prefix), sum(revenue)
FROM (
    SELECT substring(sourceIP, 1, 12) AS prefix, sum(adRevenue) AS revenue
    FROM uservisits
    GROUP BY substring(sourceIP, 1, 12)) AS answer
