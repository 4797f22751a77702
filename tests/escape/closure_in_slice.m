./closure_in_slice.mini:6:19: []func(int){...} does not escape
./closure_in_slice.mini:7:3: func literal does not escape
./closure_in_slice.mini:8:3: func literal does not escape
