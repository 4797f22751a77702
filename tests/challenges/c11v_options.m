./c11v_options.mini:15:7: &table{...} does not escape
./c11v_options.mini:32:26: ... argument does not escape
./c11v_options.mini:32:31: work(3) does not escape
./c11v_options.mini:32:40: work(10) does not escape
