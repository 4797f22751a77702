./c55v_many_constructors.mini:18:41: map[string]func(int) Shape{...} escapes to heap
./c55v_many_constructors.mini:19:7: func literal escapes to heap
./c55v_many_constructors.mini:20:7: func literal escapes to heap
./c55v_many_constructors.mini:21:7: func literal escapes to heap
./c55v_many_constructors.mini:22:7: func literal escapes to heap
./c55v_many_constructors.mini:23:7: func literal escapes to heap
./c55v_many_constructors.mini:24:7: func literal escapes to heap
./c55v_many_constructors.mini:25:7: func literal escapes to heap
./c55v_many_constructors.mini:26:7: func literal escapes to heap
./c55v_many_constructors.mini:27:7: func literal escapes to heap
./c55v_many_constructors.mini:28:7: func literal escapes to heap
./c55v_many_constructors.mini:29:7: func literal escapes to heap
./c55v_many_constructors.mini:30:7: func literal escapes to heap
./c55v_many_constructors.mini:31:7: func literal escapes to heap
./c55v_many_constructors.mini:32:7: func literal escapes to heap
./c55v_many_constructors.mini:33:7: func literal escapes to heap
./c55v_many_constructors.mini:34:7: func literal escapes to heap
./c55v_many_constructors.mini:35:7: func literal escapes to heap
./c55v_many_constructors.mini:36:7: func literal escapes to heap
./c55v_many_constructors.mini:37:7: func literal escapes to heap
./c55v_many_constructors.mini:19:34: &A{...} does not escape
./c55v_many_constructors.mini:20:34: &B{...} does not escape
./c55v_many_constructors.mini:21:34: &C{...} does not escape
./c55v_many_constructors.mini:22:34: &A{...} does not escape
./c55v_many_constructors.mini:23:34: &B{...} does not escape
./c55v_many_constructors.mini:24:34: &C{...} does not escape
./c55v_many_constructors.mini:25:34: &A{...} does not escape
./c55v_many_constructors.mini:26:34: &B{...} does not escape
./c55v_many_constructors.mini:27:34: &C{...} does not escape
./c55v_many_constructors.mini:28:34: &A{...} does not escape
./c55v_many_constructors.mini:29:34: &B{...} does not escape
./c55v_many_constructors.mini:30:34: &A{...} does not escape
./c55v_many_constructors.mini:31:34: &B{...} does not escape
./c55v_many_constructors.mini:32:34: &A{...} does not escape
./c55v_many_constructors.mini:33:34: &B{...} does not escape
./c55v_many_constructors.mini:34:34: &A{...} does not escape
./c55v_many_constructors.mini:35:34: &B{...} does not escape
./c55v_many_constructors.mini:36:34: &A{...} does not escape
./c55v_many_constructors.mini:37:34: &B{...} does not escape
./c55v_many_constructors.mini:41:33: &A{...} does not escape
./c55v_many_constructors.mini:14:7: a does not escape
./c55v_many_constructors.mini:15:7: b does not escape
./c55v_many_constructors.mini:16:7: c does not escape
./c55v_many_constructors.mini:44:10: kind does not escape
./c55v_many_constructors.mini:49:10: kinds does not escape
./c55v_many_constructors.mini:52:40: string(c) does not escape
./c55v_many_constructors.mini:52:18: append does not escape
./c55v_many_constructors.mini:62:13: ... argument does not escape
./c55v_many_constructors.mini:62:17: one("b", 4) does not escape
./c55v_many_constructors.mini:62:30: one("t", 5) does not escape
./c55v_many_constructors.mini:62:43: all("abcdefghijklmnopqrst") does not escape
