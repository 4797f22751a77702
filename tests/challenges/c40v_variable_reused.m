./c40v_variable_reused.mini:14:7: &T{...} does not escape
./c40v_variable_reused.mini:18:6: &T{...} escapes to heap
./c40v_variable_reused.mini:23:26: ... argument does not escape
./c40v_variable_reused.mini:23:31: work(1) does not escape
./c40v_variable_reused.mini:23:40: work(8) does not escape
./c40v_variable_reused.mini:23:49: keep.v does not escape
