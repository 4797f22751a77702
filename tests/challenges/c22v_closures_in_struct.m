./c22v_closures_in_struct.mini:15:7: &account{} does not escape
./c22v_closures_in_struct.mini:16:14: func literal does not escape
./c22v_closures_in_struct.mini:17:15: func literal does not escape
./c22v_closures_in_struct.mini:32:26: ... argument does not escape
./c22v_closures_in_struct.mini:32:31: work(0) does not escape
./c22v_closures_in_struct.mini:32:40: work(12) does not escape
