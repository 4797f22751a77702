./c03_ptr_in_local_slice.mini:15:11: make([]*int, 4) does not escape
./c03_ptr_in_local_slice.mini:22:26: ... argument does not escape
./c03_ptr_in_local_slice.mini:22:31: work(1) does not escape
./c03_ptr_in_local_slice.mini:22:40: work(37) does not escape
