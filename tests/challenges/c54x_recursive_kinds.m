./c54x_recursive_kinds.mini:14:18: leaking param: tail
./c54x_recursive_kinds.mini:22:17: leaking param: tail
./c54x_recursive_kinds.mini:18:18: &Node{...} does not escape
./c54x_recursive_kinds.mini:26:19: &Node{...} does not escape
./c54x_recursive_kinds.mini:34:22: digits(n / 10) + "0123456789"[n % 10:n % 10 + 1] does not escape
./c54x_recursive_kinds.mini:38:28: leaking param: out to result ~r0 level=0
./c54x_recursive_kinds.mini:43:15: append does not escape
./c54x_recursive_kinds.mini:51:21: map[int]int{} does not escape
./c54x_recursive_kinds.mini:61:9: func literal does not escape
./c54x_recursive_kinds.mini:65:10: &Node{...} does not escape
./c54x_recursive_kinds.mini:84:14: &Node{...} does not escape
./c54x_recursive_kinds.mini:99:13: ... argument does not escape
./c54x_recursive_kinds.mini:99:14: s does not escape
./c54x_recursive_kinds.mini:99:23: digits(90210) does not escape
./c54x_recursive_kinds.mini:99:40: divisors(12, 1, nil) does not escape
./c54x_recursive_kinds.mini:99:57: len(histogram(1223334444)) does not escape
./c54x_recursive_kinds.mini:99:90: closures(3) does not escape
./c54x_recursive_kinds.mini:99:100: moves(7) does not escape
