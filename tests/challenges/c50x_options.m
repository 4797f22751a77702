./c50x_options.mini:18:14: leaking param: s to result ~r0 level=0
./c50x_options.mini:18:9: func literal does not escape
./c50x_options.mini:23:14: leaking param: s to result ~r0 level=0
./c50x_options.mini:23:9: func literal does not escape
./c50x_options.mini:24:11: &log{...} does not escape
./c50x_options.mini:31:14: leaking param: s
./c50x_options.mini:31:9: func literal does not escape
./c50x_options.mini:31:42: &server{...} does not escape
./c50x_options.mini:35:16: a does not escape
./c50x_options.mini:35:19: b does not escape
./c50x_options.mini:35:22: c does not escape
./c50x_options.mini:35:55: &server{} does not escape
./c50x_options.mini:43:26: ... argument does not escape
./c50x_options.mini:43:31: work(4) does not escape
