./tuple_steps.mini:13:10: parameter p leaks to {heap} for use with derefs=0:
./tuple_steps.mini:13:10:   flow: {heap} ← p:
./tuple_steps.mini:13:10:     from sink = p (assign) at ./tuple_steps.mini:13:38
./tuple_steps.mini:13:10: leaking param: p
./tuple_steps.mini:13:18: err does not escape
./tuple_steps.mini:14:11: parameter p leaks to ~r0 for pass with derefs=0:
./tuple_steps.mini:14:11:   flow: ~r0 ← p:
./tuple_steps.mini:14:11:     from return p, 1 (return) at ./tuple_steps.mini:14:33
./tuple_steps.mini:14:11: leaking param: p to result ~r0 level=0
./tuple_steps.mini:26:14: parameter s leaks to {heap} for append2 with derefs=0:
./tuple_steps.mini:26:14:   flow: {heap} ← s:
./tuple_steps.mini:26:14:     from append(l, s) (call parameter) at ./tuple_steps.mini:26:60
./tuple_steps.mini:26:24: parameter l leaks to {heap} for append2 with derefs=1:
./tuple_steps.mini:26:24:   flow: {temp} ← l:
./tuple_steps.mini:26:24:     from append(l, s) (call parameter) at ./tuple_steps.mini:26:60
./tuple_steps.mini:26:24:   flow: {heap} ← *{temp}:
./tuple_steps.mini:26:24:     from append(l, s) (appendee slice) at ./tuple_steps.mini:26:60
./tuple_steps.mini:26:60: append(l, s) escapes to heap in append2:
./tuple_steps.mini:26:60:   flow: ~r0 ← &{storage for append(l, s)}:
./tuple_steps.mini:26:60:     from append(l, s) (spill) at ./tuple_steps.mini:26:60
./tuple_steps.mini:26:60:     from return append(l, s) (return) at ./tuple_steps.mini:26:47
./tuple_steps.mini:26:24: parameter l leaks to ~r0 for append2 with derefs=0:
./tuple_steps.mini:26:24:   flow: {temp} ← l:
./tuple_steps.mini:26:24:     from append(l, s) (call parameter) at ./tuple_steps.mini:26:60
./tuple_steps.mini:26:24:   flow: {temp} ← {temp}:
./tuple_steps.mini:26:24:   flow: ~r0 ← {temp}:
./tuple_steps.mini:26:24:     from return append(l, s) (return) at ./tuple_steps.mini:26:47
./tuple_steps.mini:26:14: leaking param: s
./tuple_steps.mini:26:24: leaking param content: l
./tuple_steps.mini:26:24: leaking param: l to result ~r0 level=0
./tuple_steps.mini:26:60: append escapes to heap
./tuple_steps.mini:16:12: parameter p leaks to {heap} for calls with derefs=0:
./tuple_steps.mini:16:12:   flow: .autotmp_9 ← p:
./tuple_steps.mini:16:12:     from pass(p) (call parameter) at ./tuple_steps.mini:20:16
./tuple_steps.mini:16:12:   flow: {heap} ← .autotmp_9:
./tuple_steps.mini:16:12:     from .autotmp_9 (interface-converted) at ./tuple_steps.mini:20:10
./tuple_steps.mini:16:12:     from any1, n = .autotmp_9, .autotmp_10 (assign-pair) at ./tuple_steps.mini:20:10
./tuple_steps.mini:16:12: parameter p leaks to ~r0 for calls with derefs=0:
./tuple_steps.mini:16:12:   flow: .autotmp_13 ← p:
./tuple_steps.mini:16:12:     from pass(p) (call parameter) at ./tuple_steps.mini:23:13
./tuple_steps.mini:16:12:   flow: ~r0 ← .autotmp_13:
./tuple_steps.mini:16:12:     from return (*int)(.autotmp_13), .autotmp_14 (return) at ./tuple_steps.mini:23:2
./tuple_steps.mini:16:12: leaking param: p
./tuple_steps.mini:29:2: x escapes to heap in main:
./tuple_steps.mini:29:2:   flow: {heap} ← &x:
./tuple_steps.mini:29:2:     from &x (address-of) at ./tuple_steps.mini:30:8
./tuple_steps.mini:29:2:     from calls(&x) (call parameter) at ./tuple_steps.mini:30:7
./tuple_steps.mini:29:2: moved to heap: x
