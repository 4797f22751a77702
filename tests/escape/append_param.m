./append_param.mini:4:10: leaking param content: s
./append_param.mini:6:12: append does not escape
./append_param.mini:11:11: make([]*int, 0, 4) does not escape
