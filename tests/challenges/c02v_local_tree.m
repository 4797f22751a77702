./c02v_local_tree.mini:13:11: n does not escape
./c02v_local_tree.mini:31:10: &node{...} does not escape
./c02v_local_tree.mini:32:14: &node{...} does not escape
./c02v_local_tree.mini:33:15: &node{...} does not escape
./c02v_local_tree.mini:34:20: &node{...} does not escape
./c02v_local_tree.mini:38:26: ... argument does not escape
./c02v_local_tree.mini:38:31: work(50) does not escape
./c02v_local_tree.mini:38:41: work(40) does not escape
./c02v_local_tree.mini:38:51: work(75) does not escape
./c02v_local_tree.mini:38:61: work(60) does not escape
