./return_pointer.mini:5:2: moved to heap: x
