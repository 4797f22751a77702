./c22_closures_in_slice.mini:17:18: func literal does not escape
./c22_closures_in_slice.mini:17:13: append does not escape
./c22_closures_in_slice.mini:18:18: func literal does not escape
./c22_closures_in_slice.mini:18:13: append does not escape
./c22_closures_in_slice.mini:25:26: ... argument does not escape
./c22_closures_in_slice.mini:25:31: work(3) does not escape
./c22_closures_in_slice.mini:25:40: work(8) does not escape
