./loop_dropped.mini:12:8: &Node{...} does not escape
./loop_dropped.mini:13:12: &Node{...} does not escape
