./closure_value.mini:4:10: f does not escape
./closure_value.mini:11:14: func literal does not escape
