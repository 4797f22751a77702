./c17_mutual_recursion.mini:16:18: leaking param: p
./c17_mutual_recursion.mini:35:17: leaking param: p
./c17_mutual_recursion.mini:60:26: ... argument does not escape
./c17_mutual_recursion.mini:60:31: work(3) does not escape
./c17_mutual_recursion.mini:60:40: work(6) does not escape
