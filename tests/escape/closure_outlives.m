./closure_outlives.mini:5:2: moved to heap: n
./closure_outlives.mini:6:9: func literal escapes to heap
