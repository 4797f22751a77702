./c41v_constant_index.mini:13:2: moved to heap: y
./c41v_constant_index.mini:22:26: ... argument does not escape
./c41v_constant_index.mini:22:31: work(1) does not escape
./c41v_constant_index.mini:22:40: work(8) does not escape
./c41v_constant_index.mini:22:45: *keep does not escape
