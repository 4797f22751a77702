./temporaries.mini:7:7: parameter l leaks to {heap} for (*link).Error with derefs=1:
./temporaries.mini:7:7:   flow: {heap} ← *l:
./temporaries.mini:7:7:     from l.p (dot of pointer) at ./temporaries.mini:7:41
./temporaries.mini:7:7:     from sink = l.p (assign) at ./temporaries.mini:7:38
./temporaries.mini:7:7: leaking param content: l
./temporaries.mini:20:17: parameter p leaks to {heap} for use with derefs=0:
./temporaries.mini:20:17:   flow: {heap} ← p:
./temporaries.mini:20:17:     from sink = p (assign) at ./temporaries.mini:20:32
./temporaries.mini:20:17: leaking param: p
./temporaries.mini:21:11: parameter p leaks to {heap} for keep with derefs=0:
./temporaries.mini:21:11:   flow: {heap} ← p:
./temporaries.mini:21:11:     from p.a (dot) at ./temporaries.mini:21:35
./temporaries.mini:21:11:     from sink = p.a (assign) at ./temporaries.mini:21:32
./temporaries.mini:21:11: leaking param: p
./temporaries.mini:22:10: parameter p leaks to {heap} for all with derefs=1:
./temporaries.mini:22:10:   flow: {heap} ← *p:
./temporaries.mini:22:10:     from p[0] (dot of pointer) at ./temporaries.mini:22:35
./temporaries.mini:22:10:     from sink = p[0] (assign) at ./temporaries.mini:22:32
./temporaries.mini:22:10: leaking param content: p
./temporaries.mini:23:11: parameter p leaks to {heap} for leak with derefs=0:
./temporaries.mini:23:11:   flow: {heap} ← p:
./temporaries.mini:23:11:     from sink = p (assign) at ./temporaries.mini:23:32
./temporaries.mini:23:11: parameter p leaks to ~r0 for leak with derefs=0:
./temporaries.mini:23:11:   flow: ~r0 ← p:
./temporaries.mini:23:11:     from return p (return) at ./temporaries.mini:23:37
./temporaries.mini:23:11: leaking param: p
./temporaries.mini:24:34: &link{} escapes to heap in start:
./temporaries.mini:24:34:   flow: ~r0 ← &{storage for &link{}}:
./temporaries.mini:24:34:     from &link{} (spill) at ./temporaries.mini:24:34
./temporaries.mini:24:34:     from &link{} (interface-converted) at ./temporaries.mini:24:34
./temporaries.mini:24:34:     from return &link{} (return) at ./temporaries.mini:24:27
./temporaries.mini:24:34: &link{} escapes to heap
./temporaries.mini:30:13: .autotmp_10 escapes to heap in tuples:
./temporaries.mini:30:13:   flow: {heap} ← &{storage for .autotmp_10}:
./temporaries.mini:30:13:     from .autotmp_10 (spill) at ./temporaries.mini:30:13
./temporaries.mini:30:13:     from any1, sink = .autotmp_10, .autotmp_11 (assign-pair) at ./temporaries.mini:30:13
./temporaries.mini:30:13: .autotmp_10 escapes to heap
./temporaries.mini:44:12: .autotmp_1 escapes to heap in pointers:
./temporaries.mini:44:12:   flow: {heap} ← &.autotmp_1:
./temporaries.mini:44:12:     from &.autotmp_1 (address-of) at ./temporaries.mini:44:12
./temporaries.mini:44:12:     from sink = &.autotmp_1 (assign) at ./temporaries.mini:44:7
./temporaries.mini:46:13: .autotmp_3 escapes to heap in pointers:
./temporaries.mini:46:13:   flow: {heap} ← &.autotmp_3:
./temporaries.mini:46:13:     from &.autotmp_3 (address-of) at ./temporaries.mini:46:13
./temporaries.mini:46:13:     from sink = &.autotmp_3 (assign) at ./temporaries.mini:46:8
./temporaries.mini:50:13: .autotmp_5 escapes to heap in pointers:
./temporaries.mini:50:13:   flow: {heap} ← &.autotmp_5:
./temporaries.mini:50:13:     from &.autotmp_5 (address-of) at ./temporaries.mini:50:13
./temporaries.mini:50:13:     from sink = &.autotmp_5 (assign) at ./temporaries.mini:50:8
./temporaries.mini:53:13: .autotmp_7 escapes to heap in pointers:
./temporaries.mini:53:13:   flow: {heap} ← &.autotmp_7:
./temporaries.mini:53:13:     from &.autotmp_7 (address-of) at ./temporaries.mini:53:13
./temporaries.mini:53:13:     from sink = &.autotmp_7 (assign) at ./temporaries.mini:53:8
./temporaries.mini:55:13: .autotmp_9 escapes to heap in pointers:
./temporaries.mini:55:13:   flow: {heap} ← &.autotmp_9:
./temporaries.mini:55:13:     from &.autotmp_9 (address-of) at ./temporaries.mini:55:13
./temporaries.mini:55:13:     from sink = &.autotmp_9 (assign) at ./temporaries.mini:55:8
./temporaries.mini:44:12: moved to heap: .autotmp_1
./temporaries.mini:46:13: moved to heap: .autotmp_3
./temporaries.mini:50:13: moved to heap: .autotmp_5
./temporaries.mini:53:13: moved to heap: .autotmp_7
./temporaries.mini:55:13: moved to heap: .autotmp_9
./temporaries.mini:60:2: x escapes to heap in operators:
./temporaries.mini:60:2:   flow: {heap} ← &x:
./temporaries.mini:60:2:     from &x (address-of) at ./temporaries.mini:61:21
./temporaries.mini:60:2:     from .autotmp_3(&x) (call parameter) at ./temporaries.mini:61:20
./temporaries.mini:62:25: .autotmp_4.Error() + any1.(error).Error() escapes to heap in operators:
./temporaries.mini:62:25:   flow: {heap} ← &{storage for .autotmp_4.Error() + any1.(error).Error()}:
./temporaries.mini:62:25:     from .autotmp_4.Error() + any1.(error).Error() (spill) at ./temporaries.mini:62:25
./temporaries.mini:62:25:     from any1 = .autotmp_4.Error() + any1.(error).Error() (assign) at ./temporaries.mini:62:7
./temporaries.mini:62:25: .autotmp_4.Error() + any1.(error).Error() escapes to heap in operators:
./temporaries.mini:62:25:   flow: {storage for .autotmp_4.Error() + any1.(error).Error()} ← &{storage for .autotmp_4.Error() + any1.(error).Error()}:
./temporaries.mini:62:25:     from .autotmp_4.Error() + any1.(error).Error() (spill) at ./temporaries.mini:62:25
./temporaries.mini:62:25:     from .autotmp_4.Error() + any1.(error).Error() (interface-converted) at ./temporaries.mini:62:25
./temporaries.mini:60:5: y escapes to heap in operators:
./temporaries.mini:60:5:   flow: {heap} ← &y:
./temporaries.mini:60:5:     from &y (address-of) at ./temporaries.mini:63:9
./temporaries.mini:60:5:     from sink = &y (assign) at ./temporaries.mini:63:7
./temporaries.mini:60:2: moved to heap: x
./temporaries.mini:60:5: moved to heap: y
./temporaries.mini:62:25: .autotmp_4.Error() + any1.(error).Error() escapes to heap
./temporaries.mini:62:25: .autotmp_4.Error() + any1.(error).Error() escapes to heap
./temporaries.mini:70:13: parameter p leaks to {heap} for operands.func1 with derefs=0:
./temporaries.mini:70:13:   flow: {heap} ← p:
./temporaries.mini:70:13:     from sink = p (assign) at ./temporaries.mini:70:39
./temporaries.mini:70:13: leaking param: p
./temporaries.mini:68:2: func literal escapes to heap in operands:
./temporaries.mini:68:2:   flow: {heap} ← &{storage for func literal}:
./temporaries.mini:68:2:     from func literal (spill) at ./temporaries.mini:68:2
./temporaries.mini:71:2: func literal escapes to heap in operands:
./temporaries.mini:71:2:   flow: {heap} ← &{storage for func literal}:
./temporaries.mini:71:2:     from func literal (spill) at ./temporaries.mini:71:2
./temporaries.mini:72:2: func literal escapes to heap in operands:
./temporaries.mini:72:2:   flow: {heap} ← &{storage for func literal}:
./temporaries.mini:72:2:     from func literal (spill) at ./temporaries.mini:72:2
./temporaries.mini:73:2: func literal escapes to heap in operands:
./temporaries.mini:73:2:   flow: {heap} ← &{storage for func literal}:
./temporaries.mini:73:2:     from func literal (spill) at ./temporaries.mini:73:2
./temporaries.mini:68:2: operands capturing by value: .autotmp_6 (addr=false assign=false width=8)
./temporaries.mini:68:12: operands capturing by value: .autotmp_7 (addr=false assign=false width=8)
./temporaries.mini:69:2: operands capturing by value: .autotmp_8 (addr=false assign=false width=8)
./temporaries.mini:69:10: operands capturing by value: .autotmp_9 (addr=false assign=false width=8)
./temporaries.mini:70:8: operands capturing by value: .autotmp_10 (addr=false assign=false width=8)
./temporaries.mini:70:45: operands capturing by value: .autotmp_11 (addr=false assign=false width=8)
./temporaries.mini:70:2: operands capturing by ref: .autotmp_12 (addr=false assign=false width=160)
./temporaries.mini:71:9: operands capturing by value: .autotmp_13 (addr=false assign=false width=8)
./temporaries.mini:72:15: operands capturing by value: .autotmp_14 (addr=false assign=false width=8)
./temporaries.mini:72:2: operands capturing by value: .autotmp_15 (addr=false assign=false width=8)
./temporaries.mini:73:2: operands capturing by value: .autotmp_17 (addr=false assign=false width=16)
./temporaries.mini:74:2: operands capturing by value: .autotmp_18 (addr=false assign=false width=8)
./temporaries.mini:75:14: operands capturing by value: .autotmp_19 (addr=false assign=false width=16)
./temporaries.mini:67:2: x escapes to heap in operands:
./temporaries.mini:67:2:   flow: .autotmp_7 ← &x:
./temporaries.mini:67:2:     from &x (address-of) at ./temporaries.mini:68:12
./temporaries.mini:67:2:     from .autotmp_6, .autotmp_7 = x, &x (assign-pair) at ./temporaries.mini:68:2
./temporaries.mini:67:2:   flow: {heap} ← .autotmp_7:
./temporaries.mini:67:2:     from use(.autotmp_6, .autotmp_7) (call parameter) at ./temporaries.mini:68:8
./temporaries.mini:67:5: y escapes to heap in operands:
./temporaries.mini:67:5:   flow: .autotmp_9 ← &y:
./temporaries.mini:67:5:     from &y (address-of) at ./temporaries.mini:69:10
./temporaries.mini:67:5:     from .autotmp_8, .autotmp_9 = f, &y (assign-pair) at ./temporaries.mini:69:2
./temporaries.mini:67:5:   flow: {heap} ← .autotmp_9:
./temporaries.mini:67:5:     from .autotmp_8(.autotmp_9) (call parameter) at ./temporaries.mini:69:9
./temporaries.mini:67:8: z escapes to heap in operands:
./temporaries.mini:67:8:   flow: .autotmp_11 ← &z:
./temporaries.mini:67:8:     from &z (address-of) at ./temporaries.mini:70:45
./temporaries.mini:67:8:     from .autotmp_10, .autotmp_11, .autotmp_12 = func literal, &z, big (assign-pair) at ./temporaries.mini:70:2
./temporaries.mini:67:8:   flow: {heap} ← .autotmp_11:
./temporaries.mini:67:8:     from .autotmp_10(.autotmp_11, .autotmp_12) (call parameter) at ./temporaries.mini:70:44
./temporaries.mini:71:21: new(int) escapes to heap in operands.gowrap4:
./temporaries.mini:71:21:   flow: {storage for ... argument} ← &{storage for new(int)}:
./temporaries.mini:71:21:     from new(int) (spill) at ./temporaries.mini:71:21
./temporaries.mini:71:21:     from ... argument (slice-literal-element) at ./temporaries.mini:71:8
./temporaries.mini:71:21:   flow: {heap} ← {storage for ... argument}:
./temporaries.mini:71:21:     from ... argument (spill) at ./temporaries.mini:71:8
./temporaries.mini:71:21:     from all(... argument...) (call parameter) at ./temporaries.mini:71:8
./temporaries.mini:75:14: big escapes to heap in operands:
./temporaries.mini:75:14:   flow: .autotmp_19 ← &{storage for big}:
./temporaries.mini:75:14:     from big (spill) at ./temporaries.mini:75:14
./temporaries.mini:75:14:     from .autotmp_19 = big (assign-pair) at ./temporaries.mini:75:2
./temporaries.mini:75:14:   flow: {heap} ← .autotmp_19:
./temporaries.mini:75:14:     from panic(.autotmp_19) (call parameter) at ./temporaries.mini:75:13
./temporaries.mini:66:15: c does not escape
./temporaries.mini:66:27: f does not escape
./temporaries.mini:67:2: moved to heap: x
./temporaries.mini:67:5: moved to heap: y
./temporaries.mini:67:8: moved to heap: z
./temporaries.mini:70:8: func literal does not escape
./temporaries.mini:71:8: ... argument does not escape
./temporaries.mini:71:21: new(int) escapes to heap
./temporaries.mini:75:14: big escapes to heap
./temporaries.mini:83:21: parameter p leaks to {heap} for main.func2 with derefs=0:
./temporaries.mini:83:21:   flow: {heap} ← p:
./temporaries.mini:83:21:     from sink = p (assign) at ./temporaries.mini:83:36
./temporaries.mini:83:21: leaking param: p
./temporaries.mini:81:11: func literal escapes to heap in main:
./temporaries.mini:81:11:   flow: {heap} ← &{storage for func literal}:
./temporaries.mini:81:11:     from func literal (spill) at ./temporaries.mini:81:11
./temporaries.mini:81:11:     from calls <- (func literal) (send) at ./temporaries.mini:81:8
./temporaries.mini:81:11: func literal escapes to heap
./temporaries.mini:83:16: func literal does not escape
