./closure_stores_param.mini:6:12: f does not escape
./closure_stores_param.mini:6:26: leaking param: p
./closure_stores_param.mini:12:13: leaking param: p
./closure_stores_param.mini:11:2: moved to heap: x
./closure_stores_param.mini:12:8: func literal does not escape
