./c48v_expression_tree.mini:14:7: n does not escape
./c48v_expression_tree.mini:14:20: env does not escape
./c48v_expression_tree.mini:15:7: n does not escape
./c48v_expression_tree.mini:15:20: env does not escape
./c48v_expression_tree.mini:16:7: leaking param content: n
./c48v_expression_tree.mini:16:20: leaking param: env
./c48v_expression_tree.mini:17:7: leaking param content: n
./c48v_expression_tree.mini:17:20: leaking param: env
./c48v_expression_tree.mini:21:7: &Add{...} does not escape
./c48v_expression_tree.mini:21:12: &Num{...} does not escape
./c48v_expression_tree.mini:21:21: &Mul{...} does not escape
./c48v_expression_tree.mini:21:26: &Var{...} does not escape
./c48v_expression_tree.mini:21:37: &Num{...} does not escape
./c48v_expression_tree.mini:22:30: map[string]int{...} does not escape
./c48v_expression_tree.mini:25:26: ... argument does not escape
./c48v_expression_tree.mini:25:31: work(3) does not escape
./c48v_expression_tree.mini:25:40: work(8) does not escape
