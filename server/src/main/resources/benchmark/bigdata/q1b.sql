SELECT count(*), max(pageURL), sum(pageRank)
FROM (SELECT pageURL, pageRank FROM rankings WHERE pageRank > 100) AS answer
