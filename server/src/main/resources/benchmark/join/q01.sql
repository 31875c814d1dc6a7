SELECT count(*), sum(id1), sum(id2), sum(id3), max(id4), max(id5), max(id6), sum(v1), max(small_id4), sum(v2)
FROM (SELECT x.*, small.id4 AS small_id4, v2 FROM x JOIN small USING (id1)) AS answer
