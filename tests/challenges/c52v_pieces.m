./c52v_pieces.mini:22:10: &Node{...} does not escape
./c52v_pieces.mini:33:14: make([][]int, 4) does not escape
./c52v_pieces.mini:35:17: make([]int, i + 1) does not escape
./c52v_pieces.mini:44:12: leaking param content: words
./c52v_pieces.mini:45:23: map[string]*Stat{} does not escape
./c52v_pieces.mini:46:31: map[int]map[string]bool{} does not escape
./c52v_pieces.mini:50:8: &Stat{} does not escape
./c52v_pieces.mini:56:32: map[string]bool{} does not escape
./c52v_pieces.mini:69:19: func literal does not escape
./c52v_pieces.mini:69:14: append does not escape
./c52v_pieces.mini:70:29: i * 1000 + n does not escape
./c52v_pieces.mini:70:16: append does not escape
./c52v_pieces.mini:71:32: "item-" + strconv.Itoa(i * n + 10) does not escape
./c52v_pieces.mini:71:17: append does not escape
./c52v_pieces.mini:85:13: ... argument does not escape
./c52v_pieces.mini:85:14: t does not escape
./c52v_pieces.mini:85:22: stats([]string{...}) does not escape
./c52v_pieces.mini:85:31: []string{...} does not escape
