./c40x_in_loop.mini:17:7: &T{...} does not escape
./c40x_in_loop.mini:22:6: &T{...} escapes to heap
./c40x_in_loop.mini:27:26: ... argument does not escape
./c40x_in_loop.mini:27:31: work(3) does not escape
./c40x_in_loop.mini:27:40: work(8) does not escape
./c40x_in_loop.mini:27:49: keep.v does not escape
