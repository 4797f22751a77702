./c53v_once_in_loop.mini:15:7: leaking param: e to result ~r0 level=1
./c53v_once_in_loop.mini:18:11: xs does not escape
./c53v_once_in_loop.mini:21:11: &Match{...} does not escape
./c53v_once_in_loop.mini:28:12: s does not escape
./c53v_once_in_loop.mini:35:14: &SyntaxError{...} does not escape
./c53v_once_in_loop.mini:43:12: rows does not escape
./c53v_once_in_loop.mini:48:12: &Match{...} does not escape
./c53v_once_in_loop.mini:62:21: []int{...} does not escape
./c53v_once_in_loop.mini:68:21: [][]int{...} does not escape
./c53v_once_in_loop.mini:68:22: []int{...} does not escape
./c53v_once_in_loop.mini:68:30: []int{...} does not escape
./c53v_once_in_loop.mini:70:13: ... argument does not escape
./c53v_once_in_loop.mini:70:14: t does not escape
