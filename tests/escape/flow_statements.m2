./flow_statements.mini:8:15: make(map[int]*int) escapes to heap in init:
./flow_statements.mini:8:15:   flow: {heap} ← &{storage for make(map[int]*int)}:
./flow_statements.mini:8:15:     from make(map[int]*int) (spill) at ./flow_statements.mini:8:15
./flow_statements.mini:8:15:     from table = make(map[int]*int) (assign) at ./flow_statements.mini:8:2
./flow_statements.mini:11:17: append(([]string)(nil), "a") escapes to heap in init:
./flow_statements.mini:11:17:   flow: {heap} ← &{storage for append(([]string)(nil), "a")}:
./flow_statements.mini:11:17:     from append(([]string)(nil), "a") (spill) at ./flow_statements.mini:11:17
./flow_statements.mini:11:17:     from words = append(([]string)(nil), "a") (assign) at ./flow_statements.mini:11:2
./flow_statements.mini:8:15: make(map[int]*int) escapes to heap
./flow_statements.mini:11:17: append escapes to heap
./flow_statements.mini:14:25: parameter p leaks to {heap} for report with derefs=0:
./flow_statements.mini:14:25:   flow: {heap} ← p:
./flow_statements.mini:14:25:     from table[int(bits)] = p (assign) at ./flow_statements.mini:14:52
./flow_statements.mini:14:25: leaking param: p
./flow_statements.mini:17:2: twice capturing by ref: n (addr=false assign=true width=8)
./flow_statements.mini:17:2: twice capturing by ref: n (addr=true assign=true width=8)
./flow_statements.mini:17:5: twice capturing by ref: m (addr=false assign=true width=8)
./flow_statements.mini:18:9: func literal does not escape
./flow_statements.mini:19:9: func literal does not escape
./flow_statements.mini:25:11: made capturing by value: p (addr=false assign=false width=8)
./flow_statements.mini:25:11: parameter p leaks to {heap} for made with derefs=0:
./flow_statements.mini:25:11:   flow: {heap} ← p:
./flow_statements.mini:25:11:     from table[1] = p (assign) at ./flow_statements.mini:25:53
./flow_statements.mini:25:35: func literal escapes to heap in made:
./flow_statements.mini:25:35:   flow: ~r0 ← &{storage for func literal}:
./flow_statements.mini:25:35:     from func literal (spill) at ./flow_statements.mini:25:35
./flow_statements.mini:25:35:     from return func literal (return) at ./flow_statements.mini:25:28
./flow_statements.mini:25:11: parameter p leaks to {storage for func literal} for made with derefs=0:
./flow_statements.mini:25:11:   flow: {storage for func literal} ← p:
./flow_statements.mini:25:11:     from p (captured by a closure) at ./flow_statements.mini:25:55
./flow_statements.mini:25:11: leaking param: p
./flow_statements.mini:25:35: func literal escapes to heap
./flow_statements.mini:30:2: func literal escapes to heap in statements:
./flow_statements.mini:30:2:   flow: {heap} ← &{storage for func literal}:
./flow_statements.mini:30:2:     from func literal (spill) at ./flow_statements.mini:30:2
./flow_statements.mini:31:2: func literal escapes to heap in statements:
./flow_statements.mini:31:2:   flow: {heap} ← &{storage for func literal}:
./flow_statements.mini:31:2:     from func literal (spill) at ./flow_statements.mini:31:2
./flow_statements.mini:29:21: statements capturing by value: .autotmp_3 (addr=false assign=false width=1)
./flow_statements.mini:29:2: statements capturing by value: .autotmp_4 (addr=false assign=false width=8)
./flow_statements.mini:30:19: statements capturing by value: .autotmp_5 (addr=false assign=false width=1)
./flow_statements.mini:30:2: statements capturing by value: .autotmp_6 (addr=false assign=false width=8)
./flow_statements.mini:33:2: statements capturing by value: .autotmp_7 (addr=false assign=false width=8)
./flow_statements.mini:33:26: statements capturing by value: .autotmp_8 (addr=false assign=false width=24)
./flow_statements.mini:27:24: parameter p leaks to {heap} for statements with derefs=0:
./flow_statements.mini:27:24:   flow: {heap} ← p:
./flow_statements.mini:27:24:     from made(p) (call parameter) at ./flow_statements.mini:28:9
./flow_statements.mini:27:24: parameter p leaks to {storage for func literal} for statements with derefs=0:
./flow_statements.mini:27:24:   flow: .autotmp_6 ← p:
./flow_statements.mini:27:24:     from .autotmp_5, .autotmp_6 = uint8(n + 1), p (assign-pair) at ./flow_statements.mini:30:2
./flow_statements.mini:27:24:   flow: {storage for func literal} ← .autotmp_6:
./flow_statements.mini:27:24:     from .autotmp_6 (captured by a closure) at ./flow_statements.mini:30:2
./flow_statements.mini:27:24: leaking param: p
./flow_statements.mini:42:2: x escapes to heap in main:
./flow_statements.mini:42:2:   flow: {heap} ← &x:
./flow_statements.mini:42:2:     from &x (address-of) at ./flow_statements.mini:43:16
./flow_statements.mini:42:2:     from statements(1, &x) (call parameter) at ./flow_statements.mini:43:12
./flow_statements.mini:42:2: moved to heap: x
