./c02_local_list.mini:19:10: n does not escape
./c02_local_list.mini:28:10: &Node{...} does not escape
./c02_local_list.mini:29:14: &Node{...} does not escape
./c02_local_list.mini:30:19: &Node{...} does not escape
./c02_local_list.mini:34:26: ... argument does not escape
./c02_local_list.mini:34:31: work(1, 2) does not escape
./c02_local_list.mini:34:43: work(10, 20) does not escape
