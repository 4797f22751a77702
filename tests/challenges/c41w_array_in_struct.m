./c41w_array_in_struct.mini:18:2: moved to heap: y
./c41w_array_in_struct.mini:27:26: ... argument does not escape
./c41w_array_in_struct.mini:27:31: work(1) does not escape
./c41w_array_in_struct.mini:27:40: work(8) does not escape
./c41w_array_in_struct.mini:27:45: *keep does not escape
