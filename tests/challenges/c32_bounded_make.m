./c32_bounded_make.mini:22:13: make([]int, k) does not escape
./c32_bounded_make.mini:33:26: ... argument does not escape
./c32_bounded_make.mini:33:31: work(3) does not escape
./c32_bounded_make.mini:33:40: work(12) does not escape
./c32_bounded_make.mini:33:50: work(40) does not escape
