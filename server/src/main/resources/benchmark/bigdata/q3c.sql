SELECT sourceIP, totalRevenue, avgPageRank
FROM (
    SELECT sourceIP, avg(pageRank) AS avgPageRank, sum(adRevenue) AS totalRevenue
    FROM rankings AS r, uservisits AS uv
    WHERE r.pageURL = uv.destURL AND uv.visitDate BETWEEN DATE '1980-01-01' AND DATE '2010-01-01'
    GROUP BY uv.sourceIP) AS answer
ORDER BY totalRevenue DESC
LIMIT 1
