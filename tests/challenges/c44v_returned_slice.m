./c44v_returned_slice.mini:10:11: make([]int, n) does not escape
./c44v_returned_slice.mini:26:26: ... argument does not escape
./c44v_returned_slice.mini:26:31: work(3) does not escape
./c44v_returned_slice.mini:26:40: work(12) does not escape
