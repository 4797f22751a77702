./c42w_worklist.mini:15:13: &N{...} does not escape
./c42w_worklist.mini:15:24: &N{...} does not escape
./c42w_worklist.mini:15:35: &N{...} does not escape
./c42w_worklist.mini:16:14: []*N{...} does not escape
./c42w_worklist.mini:17:14: []*N{...} does not escape
./c42w_worklist.mini:18:14: []*N{...} does not escape
./c42w_worklist.mini:19:21: map[*N]bool{} does not escape
./c42w_worklist.mini:20:15: []*N{...} does not escape
./c42w_worklist.mini:30:17: append does not escape
./c42w_worklist.mini:35:26: ... argument does not escape
./c42w_worklist.mini:35:31: work(1) does not escape
./c42w_worklist.mini:35:40: work(8) does not escape
