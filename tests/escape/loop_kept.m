./loop_kept.mini:12:10: &Node{...} escapes to heap
