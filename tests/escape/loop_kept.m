./loop_kept.mini:12:10: &Node{...} does not escape
