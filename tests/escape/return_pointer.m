./return_pointer.mini:7:2: moved to heap: x
