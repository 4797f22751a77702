./local_list.mini:9:10: n does not escape
./local_list.mini:18:10: &Node{...} does not escape
./local_list.mini:19:14: &Node{...} does not escape
./local_list.mini:20:19: &Node{...} does not escape
