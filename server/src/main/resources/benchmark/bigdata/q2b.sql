SELECT count(*), max(prefix), sum(revenue)
FROM (
    SELECT substring(sourceIP, 1, 10) AS prefix, sum(adRevenue) AS revenue
    FROM uservisits
    GROUP BY substring(sourceIP, 1, 10)) AS answer
