SELECT count(*), max(pageURL), sum(pageRank)
FROM (SELECT pageURL, pageRank FROM rankings WHERE pageRank > 10) AS answer
