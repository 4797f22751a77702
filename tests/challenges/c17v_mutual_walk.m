./c17v_mutual_walk.mini:14:10: leaking param: n
./c17v_mutual_walk.mini:22:11: leaking param: n
./c17v_mutual_walk.mini:38:26: ... argument does not escape
./c17v_mutual_walk.mini:38:31: work(0) does not escape
./c17v_mutual_walk.mini:38:40: work(1) does not escape
./c17v_mutual_walk.mini:38:49: work(2) does not escape
./c17v_mutual_walk.mini:38:58: work(5) does not escape
