./initial_data.mini:15:29: map[string]*node{...} escapes to heap
./initial_data.mini:15:35: &node{} escapes to heap
./initial_data.mini:17:29: map[int]*node{...} escapes to heap
./initial_data.mini:17:41: &node{} escapes to heap
