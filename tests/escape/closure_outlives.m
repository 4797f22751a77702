./closure_outlives.mini:7:2: moved to heap: n
./closure_outlives.mini:8:9: func literal escapes to heap
