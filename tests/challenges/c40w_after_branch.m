./c40w_after_branch.mini:15:7: &T{...} does not escape
./c40w_after_branch.mini:22:9: new(T) escapes to heap
./c40w_after_branch.mini:28:26: ... argument does not escape
./c40w_after_branch.mini:28:31: work(3) does not escape
./c40w_after_branch.mini:28:40: work(8) does not escape
./c40w_after_branch.mini:28:49: keep.v does not escape
