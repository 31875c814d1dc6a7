SELECT count(*), max(prefix), sum(revenue)
FROM (
    SELECT substring(sourceIP, 1, 8) AS prefix, sum(adRevenue) AS revenue
    FROM uservisits
    GROUP BY substring(sourceIP, 1, 8)) AS answer
