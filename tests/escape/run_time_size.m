./run_time_size.mini:6:11: make([]int, 10) does not escape
./run_time_size.mini:9:11: make([]int, n2) does not escape
