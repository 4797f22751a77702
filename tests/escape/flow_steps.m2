./flow_steps.mini:18:13: parameter p leaks to q for result with derefs=1:
./flow_steps.mini:18:13:   flow: q ← *p:
./flow_steps.mini:18:13:     from *p (indirection) at ./flow_steps.mini:19:6
./flow_steps.mini:18:13:     from q = *p (assign) at ./flow_steps.mini:19:4
./flow_steps.mini:18:13: leaking param: p to result q level=1
./flow_steps.mini:23:11: parameter n leaks to ~r0 for deep with derefs=2:
./flow_steps.mini:23:11:   flow: ~r0 ← **n:
./flow_steps.mini:23:11:     from n.next (dot of pointer) at ./flow_steps.mini:24:11
./flow_steps.mini:23:11:     from n.next.data (dot of pointer) at ./flow_steps.mini:24:16
./flow_steps.mini:23:11:     from n.next.data[0] (dot of pointer) at ./flow_steps.mini:24:21
./flow_steps.mini:23:11:     from &n.next.data[0] (address-of) at ./flow_steps.mini:24:9
./flow_steps.mini:23:11:     from return &n.next.data[0] (return) at ./flow_steps.mini:24:2
./flow_steps.mini:23:11: leaking param: n to result ~r0 level=2
./flow_steps.mini:30:9: &node{...} escapes to heap in spill:
./flow_steps.mini:30:9:   flow: ~r0 ← &{storage for &node{...}}:
./flow_steps.mini:30:9:     from &node{...} (spill) at ./flow_steps.mini:30:9
./flow_steps.mini:30:9:     from return &node{...} (return) at ./flow_steps.mini:30:2
./flow_steps.mini:30:27: []*int{...} escapes to heap in spill:
./flow_steps.mini:30:27:   flow: {storage for &node{...}} ← &{storage for []*int{...}}:
./flow_steps.mini:30:27:     from []*int{...} (spill) at ./flow_steps.mini:30:27
./flow_steps.mini:30:27:     from node{...} (struct literal element) at ./flow_steps.mini:30:14
./flow_steps.mini:28:2: x escapes to heap in spill:
./flow_steps.mini:28:2:   flow: y ← &x:
./flow_steps.mini:28:2:     from &x (address-of) at ./flow_steps.mini:29:7
./flow_steps.mini:28:2:     from y := &x (assign) at ./flow_steps.mini:29:4
./flow_steps.mini:28:2:   flow: {storage for []*int{...}} ← y:
./flow_steps.mini:28:2:     from []*int{...} (slice-literal-element) at ./flow_steps.mini:30:27
./flow_steps.mini:28:2: moved to heap: x
./flow_steps.mini:30:9: &node{...} escapes to heap
./flow_steps.mini:30:27: []*int{...} escapes to heap
./flow_steps.mini:37:11: parameter p leaks to {heap} for keep with derefs=0:
./flow_steps.mini:37:11:   flow: {heap} ← p:
./flow_steps.mini:37:11:     from sink = p (assign) at ./flow_steps.mini:38:7
./flow_steps.mini:37:11: leaking param: p
./flow_steps.mini:33:11: parameter p leaks to {heap} for pass with derefs=0:
./flow_steps.mini:33:11:   flow: {heap} ← p:
./flow_steps.mini:33:11:     from keep(p) (call parameter) at ./flow_steps.mini:34:6
./flow_steps.mini:33:11: leaking param: p
./flow_steps.mini:42:2: capture capturing by ref: shared (addr=false assign=true width=8)
./flow_steps.mini:41:14: capture capturing by value: n (addr=false assign=false width=8)
./flow_steps.mini:41:21: capture capturing by value: s (addr=false assign=false width=16)
./flow_steps.mini:43:9: func literal escapes to heap in capture:
./flow_steps.mini:43:9:   flow: ~r0 ← &{storage for func literal}:
./flow_steps.mini:43:9:     from func literal (spill) at ./flow_steps.mini:43:9
./flow_steps.mini:43:9:     from return func literal (return) at ./flow_steps.mini:43:2
./flow_steps.mini:42:2: shared escapes to heap in capture:
./flow_steps.mini:42:2:   flow: {storage for func literal} ← &shared:
./flow_steps.mini:42:2:     from shared (captured by a closure) at ./flow_steps.mini:43:22
./flow_steps.mini:42:2:     from shared (reference) at ./flow_steps.mini:43:22
./flow_steps.mini:41:14: parameter n leaks to {storage for func literal} for capture with derefs=0:
./flow_steps.mini:41:14:   flow: {storage for func literal} ← n:
./flow_steps.mini:41:14:     from n (captured by a closure) at ./flow_steps.mini:43:48
./flow_steps.mini:41:21: parameter s leaks to {storage for func literal} for capture with derefs=0:
./flow_steps.mini:41:21:   flow: {storage for func literal} ← s:
./flow_steps.mini:41:21:     from s (captured by a closure) at ./flow_steps.mini:43:56
./flow_steps.mini:41:21: leaking param: s
./flow_steps.mini:42:2: moved to heap: shared
./flow_steps.mini:43:9: func literal escapes to heap
./flow_steps.mini:47:9: v escapes to heap in boxed:
./flow_steps.mini:47:9:   flow: {heap} ← &{storage for v}:
./flow_steps.mini:47:9:     from v (spill) at ./flow_steps.mini:47:9
./flow_steps.mini:47:9:     from any1 = v (assign) at ./flow_steps.mini:47:7
./flow_steps.mini:46:12: v escapes to heap in boxed:
./flow_steps.mini:46:12:   flow: {heap} ← &v:
./flow_steps.mini:46:12:     from &v (address-of) at ./flow_steps.mini:48:9
./flow_steps.mini:46:12:     from &v (interface-converted) at ./flow_steps.mini:48:9
./flow_steps.mini:46:12:     from any1 = &v (assign) at ./flow_steps.mini:48:7
./flow_steps.mini:46:12: moved to heap: v
./flow_steps.mini:47:9: v escapes to heap
./flow_steps.mini:53:17: append(nodes, n) escapes to heap in loops:
./flow_steps.mini:53:17:   flow: {heap} ← &{storage for append(nodes, n)}:
./flow_steps.mini:53:17:     from append(nodes, n) (spill) at ./flow_steps.mini:53:17
./flow_steps.mini:53:17:     from nodes = append(nodes, n) (assign) at ./flow_steps.mini:53:9
./flow_steps.mini:51:12: parameter list leaks to {heap} for loops with derefs=1:
./flow_steps.mini:51:12:   flow: {temp} ← list:
./flow_steps.mini:51:12:   flow: n ← *{temp}:
./flow_steps.mini:51:12:     from for loop (range-deref) at ./flow_steps.mini:52:14
./flow_steps.mini:51:12:   flow: {heap} ← n:
./flow_steps.mini:51:12:     from append(nodes, n) (call parameter) at ./flow_steps.mini:53:17
./flow_steps.mini:57:3: k escapes to heap in loops:
./flow_steps.mini:57:3:   flow: last ← &k:
./flow_steps.mini:57:3:     from &k (address-of) at ./flow_steps.mini:58:10
./flow_steps.mini:57:3:     from last = &k (assign) at ./flow_steps.mini:58:8
./flow_steps.mini:51:12: leaking param content: list
./flow_steps.mini:57:3: moved to heap: k
./flow_steps.mini:53:17: append escapes to heap
./flow_steps.mini:63:10: parameter x leaks to ~r0 for dot with derefs=0:
./flow_steps.mini:63:10:   flow: ~r0 ← x:
./flow_steps.mini:63:10:     from x.(*int) (dot) at ./flow_steps.mini:64:10
./flow_steps.mini:63:10:     from return x.(*int) (return) at ./flow_steps.mini:64:2
./flow_steps.mini:63:10: leaking param: x to result ~r0 level=0
./flow_steps.mini:67:12: parameter a leaks to ~r0 for array with derefs=1:
./flow_steps.mini:67:12:   flow: ~r0 ← *a:
./flow_steps.mini:67:12:     from a (indirection) at ./flow_steps.mini:68:10
./flow_steps.mini:67:12:     from a[i] (fixed-array-index-of) at ./flow_steps.mini:68:10
./flow_steps.mini:67:12:     from return a[i] (return) at ./flow_steps.mini:68:2
./flow_steps.mini:67:12: leaking param: a to result ~r0 level=1
./flow_steps.mini:76:7: n does not escape
./flow_steps.mini:72:10: n.size escapes to heap in method:
./flow_steps.mini:72:10:   flow: {heap} ← &{storage for n.size}:
./flow_steps.mini:72:10:     from n.size (spill) at ./flow_steps.mini:72:10
./flow_steps.mini:72:10:     from call = n.size (assign) at ./flow_steps.mini:72:7
./flow_steps.mini:71:13: parameter n leaks to {storage for n.size} for method with derefs=0:
./flow_steps.mini:71:13:   flow: {temp} ← n:
./flow_steps.mini:71:13:   flow: {storage for n.size} ← {temp}:
./flow_steps.mini:71:13: leaking param: n
./flow_steps.mini:72:10: n.size escapes to heap
./flow_steps.mini:81:6: big escapes to heap in large:
./flow_steps.mini:81:6:   flow: {heap} ← &big:
./flow_steps.mini:81:6:     from big (too large for stack) at ./flow_steps.mini:81:6
./flow_steps.mini:82:28: make([]int, 1048576) escapes to heap in large:
./flow_steps.mini:82:28:   flow: {heap} ← &{storage for make([]int, 1048576)}:
./flow_steps.mini:82:28:     from make([]int, 1048576) (too large for stack) at ./flow_steps.mini:82:28
./flow_steps.mini:81:6: moved to heap: big
./flow_steps.mini:82:28: make([]int, 1048576) escapes to heap
./flow_steps.mini:89:14: new(int) escapes to heap in main:
./flow_steps.mini:89:14:   flow: {heap} ← &{storage for new(int)}:
./flow_steps.mini:89:14:     from new(int) (spill) at ./flow_steps.mini:89:14
./flow_steps.mini:89:14:     from m["b"] = new(int) (assign) at ./flow_steps.mini:89:9
./flow_steps.mini:90:15: append(maps, m) escapes to heap in main:
./flow_steps.mini:90:15:   flow: {heap} ← &{storage for append(maps, m)}:
./flow_steps.mini:90:15:     from append(maps, m) (spill) at ./flow_steps.mini:90:15
./flow_steps.mini:90:15:     from maps = append(maps, m) (assign) at ./flow_steps.mini:90:7
./flow_steps.mini:86:10: new(int) escapes to heap in main:
./flow_steps.mini:86:10:   flow: p ← &{storage for new(int)}:
./flow_steps.mini:86:10:     from new(int) (spill) at ./flow_steps.mini:86:10
./flow_steps.mini:86:10:     from p := new(int) (assign) at ./flow_steps.mini:86:4
./flow_steps.mini:86:10:   flow: {heap} ← p:
./flow_steps.mini:86:10:     from map[string]*int{...} (map literal value) at ./flow_steps.mini:88:22
./flow_steps.mini:88:22: map[string]*int{...} escapes to heap in main:
./flow_steps.mini:88:22:   flow: m ← &{storage for map[string]*int{...}}:
./flow_steps.mini:88:22:     from map[string]*int{...} (spill) at ./flow_steps.mini:88:22
./flow_steps.mini:88:22:     from m := map[string]*int{...} (assign) at ./flow_steps.mini:88:4
./flow_steps.mini:88:22:   flow: {heap} ← m:
./flow_steps.mini:88:22:     from append(maps, m) (call parameter) at ./flow_steps.mini:90:15
./flow_steps.mini:86:10: new(int) escapes to heap
./flow_steps.mini:88:22: map[string]*int{...} escapes to heap
./flow_steps.mini:89:14: new(int) escapes to heap
./flow_steps.mini:90:15: append escapes to heap
