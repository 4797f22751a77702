// Run-time type descriptors (RtType) and method tables (RtItab) of runtime/abi.h.
//
// A descriptor is declared when it is first asked for and filled at the end of the module: filling one may
// ask for others, and for method wrappers, so the list is worked off until it stops growing.
#include "codegen/descriptor.h"
#include "codegen/type_name.h"

// The order of RtType's members.
enum {
    MEMBER_SIZE,
    MEMBER_HASH,
    MEMBER_KIND,
    MEMBER_ALIGN,
    MEMBER_FLAGS,
    MEMBER_VARIADIC,
    MEMBER_NAME,
    MEMBER_BASE,
    MEMBER_LAYOUT,
    MEMBER_ELEM,
    MEMBER_KEY,
    MEMBER_LEN,
    MEMBER_FIELDS,
    MEMBER_NFIELDS,
    MEMBER_NIN,
    MEMBER_METHODS,
    MEMBER_NMETHODS,
    MEMBER_ENTRY_SIZE,
    MEMBER_VALUE_OFFSET,
    MEMBER_ENTRY_LAYOUT,
    MEMBER_POINTER_TO,
    MEMBER_COUNT
};

LLVMTypeRef descriptor_type(Gen *gen) {
    LLVMTypeRef members[MEMBER_COUNT] = {
        gen->i64,    gen->i32, gen->i8,  gen->i8,  gen->i8,  gen->i8,  gen->string,
        gen->string, gen->ptr, gen->ptr, gen->ptr, gen->i64, gen->ptr, gen->i64,
        gen->i64,    gen->ptr, gen->i64, gen->i64, gen->i64, gen->ptr, gen->ptr,
    };
    return LLVMStructTypeInContext(gen->context, members, MEMBER_COUNT, false);
}

LLVMValueRef gen_type_descriptor(Gen *gen, Type *type) {
    TypeInfo *info = gen_type_info(gen, type);
    if (!info->descriptor) {
        type_layout(type);
        const char *name = arena_printf(gen->arena, "type.%s", type_name_reflect(gen->arena, type));
        info->descriptor = LLVMAddGlobal(gen->module, descriptor_type(gen), name);
        LLVMSetLinkage(info->descriptor, LLVMInternalLinkage);
        LLVMSetGlobalConstant(info->descriptor, true);
        VEC_PUSH(gen->arena, &gen->described, type);
    }
    return info->descriptor;
}

// ---- Parts

static LLVMValueRef text_constant(Gen *gen, const char *text) {
    return gen_string_constant(gen, text, (int64_t)strlen(text));
}

// A C string.
static LLVMValueRef package_constant(Gen *gen, const Name *name, const Package *package) {
    if (name->exported || !package) {
        return gen_null(gen);
    }
    return gen_string_data(gen, package->path, (int64_t)strlen(package->path) + 1);
}

static LLVMValueRef constant_struct(Gen *gen, LLVMValueRef *members, unsigned count) {
    return LLVMConstStructInContext(gen->context, members, count, false);
}

static LLVMValueRef constant_array(Gen *gen, LLVMValueRef *items, int count, const char *name) {
    if (count == 0) {
        return gen_null(gen);
    }
    LLVMValueRef data = LLVMConstArray2(LLVMTypeOf(items[0]), items, (uint64_t)count);
    LLVMValueRef global = LLVMAddGlobal(gen->module, LLVMTypeOf(data), name);
    LLVMSetInitializer(global, data);
    LLVMSetGlobalConstant(global, true);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    return global;
}

static LLVMValueRef field_constant(Gen *gen, const char *name, Type *type, int64_t offset,
                                   LLVMValueRef package, bool embedded) {
    LLVMValueRef members[] = {text_constant(gen, name), gen_type_descriptor(gen, type), gen_i64(gen, offset),
                              package, gen_i64(gen, embedded)};
    return constant_struct(gen, members, 5);
}

static LLVMValueRef struct_fields(Gen *gen, const Type *type) {
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, type->struct_.count);
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        items[i] = field_constant(gen, field->name->text, field->type, field->offset,
                                  package_constant(gen, field->name, field->package), field->embedded);
    }
    return constant_array(gen, items, type->struct_.count, "fields");
}

static LLVMValueRef func_fields(Gen *gen, const Type *type) {
    int in = type->func.param_count, count = in + type->func.result_count;
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, count);
    for (int i = 0; i < count; i++) {
        Type *item = i < in ? type->func.params[i] : type->func.results[i - in];
        items[i] = field_constant(gen, "", item, 0, gen_null(gen), false);
    }
    return constant_array(gen, items, count, "fields");
}

static LLVMValueRef method_constant(Gen *gen, const Name *name, LLVMValueRef package, Type *type,
                                    LLVMValueRef code) {
    LLVMValueRef members[] = {text_constant(gen, name->text), package, gen_type_descriptor(gen, type), code};
    return constant_struct(gen, members, 4);
}

static LLVMValueRef interface_methods(Gen *gen, const Type *type) {
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, type->interface.count);
    for (int i = 0; i < type->interface.count; i++) {
        const Method *method = &type->interface.methods[i];
        LLVMValueRef package = package_constant(gen, method->name, method->package);
        items[i] = method_constant(gen, method->name, package, method->type, gen_null(gen));
    }
    return constant_array(gen, items, type->interface.count, "methods");
}

static const Package *entry_package(const MethodEntry *entry) {
    return entry->method
               ? entry->method->package
               : type_underlying(entry->interface)->interface.methods[entry->interface_index].package;
}

static LLVMValueRef concrete_methods(Gen *gen, Type *type, int *count) {
    const MethodEntry *entries = type_method_set(gen->program->types, type, count);
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, *count);
    for (int i = 0; i < *count; i++) {
        const MethodEntry *entry = &entries[i];
        LLVMValueRef package = package_constant(gen, entry->name, entry_package(entry));
        items[i] = method_constant(gen, entry->name, package, entry->type, gen_method_code(gen, type, entry));
    }
    return constant_array(gen, items, *count, "methods");
}

// ---- Facts

static RtKind kind_of(const Type *type) {
    static const RtKind kinds[] = {
        [TYPE_BOOL] = RT_BOOL,           [TYPE_INT] = RT_INT,
        [TYPE_INT8] = RT_INT8,           [TYPE_INT16] = RT_INT16,
        [TYPE_INT32] = RT_INT32,         [TYPE_INT64] = RT_INT64,
        [TYPE_UINT] = RT_UINT,           [TYPE_UINT8] = RT_UINT8,
        [TYPE_UINT16] = RT_UINT16,       [TYPE_UINT32] = RT_UINT32,
        [TYPE_UINT64] = RT_UINT64,       [TYPE_UINTPTR] = RT_UINTPTR,
        [TYPE_FLOAT32] = RT_FLOAT32,     [TYPE_FLOAT64] = RT_FLOAT64,
        [TYPE_COMPLEX64] = RT_COMPLEX64, [TYPE_COMPLEX128] = RT_COMPLEX128,
        [TYPE_STRING] = RT_STRING,       [TYPE_ARRAY] = RT_ARRAY,
        [TYPE_SLICE] = RT_SLICE,         [TYPE_STRUCT] = RT_STRUCT,
        [TYPE_POINTER] = RT_POINTER,     [TYPE_FUNC] = RT_FUNC,
        [TYPE_INTERFACE] = RT_INTERFACE, [TYPE_MAP] = RT_MAP,
        [TYPE_CHAN] = RT_CHAN,
    };
    return kinds[type_underlying(type)->kind];
}

static int flags_of(const Type *type) {
    int flags = 0;
    flags |= type_is_pointer_shaped(type) ? RT_FLAG_DIRECT : 0;
    flags |= type_is_comparable(type) ? RT_FLAG_COMPARABLE : 0;
    flags |= gen_is_memory_equal(type) ? RT_FLAG_MEMEQ : 0;
    flags |= type_is_named(type) ? RT_FLAG_NAMED : 0;
    return flags;
}

// FNV-1a of the name: types of the same name only collide.
static uint32_t hash_of(const char *name) {
    uint32_t hash = 2166136261u;
    for (; *name; name++) {
        hash = (hash ^ (uint8_t)*name) * 16777619u;
    }
    return hash;
}

// ---- Descriptors

Type *gen_map_entry(Gen *gen, const Type *shape) {
    TypeTable *types = gen->program->types;
    Field fields[] = {
        {.name = name_intern_cstr(gen->program->session->names, "key"), .type = shape->map.key},
        {.name = name_intern_cstr(gen->program->session->names, "value"), .type = shape->map.value}};
    Type *entry = type_struct(types, fields, 2);
    type_layout(entry);
    return entry;
}

static void fill_map(Gen *gen, Type *shape, LLVMValueRef *members) {
    Type *entry = gen_map_entry(gen, shape);
    members[MEMBER_KEY] = gen_type_descriptor(gen, shape->map.key);
    members[MEMBER_ELEM] = gen_type_descriptor(gen, shape->map.value);
    members[MEMBER_ENTRY_SIZE] = gen_i64(gen, type_size(entry));
    members[MEMBER_VALUE_OFFSET] = gen_i64(gen, entry->struct_.fields[1].offset);
    members[MEMBER_ENTRY_LAYOUT] = gen_layout_array(gen, entry, 1);
}

static void fill_shape(Gen *gen, Type *shape, LLVMValueRef *members) {
    switch (shape->kind) {
    case TYPE_ARRAY:
        members[MEMBER_ELEM] = gen_type_descriptor(gen, shape->array.elem);
        members[MEMBER_LEN] = gen_i64(gen, shape->array.len);
        break;
    case TYPE_SLICE: members[MEMBER_ELEM] = gen_type_descriptor(gen, shape->slice.elem); break;
    case TYPE_POINTER: members[MEMBER_ELEM] = gen_type_descriptor(gen, shape->pointer.elem); break;
    case TYPE_CHAN:
        members[MEMBER_ELEM] = gen_type_descriptor(gen, shape->chan.elem);
        members[MEMBER_LEN] = gen_i64(gen, shape->chan.dir == CHAN_BOTH        ? 3
                                           : shape->chan.dir == CHAN_SEND_ONLY ? 2
                                                                               : 1);
        break;
    case TYPE_MAP: fill_map(gen, shape, members); break;
    case TYPE_STRUCT:
        members[MEMBER_FIELDS] = struct_fields(gen, shape);
        members[MEMBER_NFIELDS] = gen_i64(gen, shape->struct_.count);
        break;
    case TYPE_FUNC:
        members[MEMBER_FIELDS] = func_fields(gen, shape);
        members[MEMBER_NFIELDS] = gen_i64(gen, shape->func.param_count + shape->func.result_count);
        members[MEMBER_NIN] = gen_i64(gen, shape->func.param_count);
        members[MEMBER_VARIADIC] = LLVMConstInt(gen->i8, shape->func.variadic, false);
        break;
    default: break;
    }
}

static void fill_methods(Gen *gen, Type *type, Type *shape, LLVMValueRef *members) {
    int count = 0;
    if (shape->kind == TYPE_INTERFACE) {
        count = shape->interface.count;
        members[MEMBER_METHODS] = interface_methods(gen, shape);
    } else {
        members[MEMBER_METHODS] = concrete_methods(gen, type, &count);
    }
    members[MEMBER_NMETHODS] = gen_i64(gen, count);
}

static void fill_descriptor(Gen *gen, Type *type) {
    type_layout(type);
    Type *shape = type_underlying(type);
    LLVMTypeRef struct_type = descriptor_type(gen);
    LLVMValueRef members[MEMBER_COUNT];
    for (unsigned i = 0; i < MEMBER_COUNT; i++) {
        members[i] = LLVMConstNull(LLVMStructGetTypeAtIndex(struct_type, i));
    }
    const char *name = type_name_reflect(gen->arena, type);
    members[MEMBER_SIZE] = gen_i64(gen, type_size(type));
    members[MEMBER_HASH] = gen_i32(gen, (int32_t)hash_of(name));
    members[MEMBER_KIND] = LLVMConstInt(gen->i8, kind_of(type), false);
    members[MEMBER_ALIGN] = LLVMConstInt(gen->i8, (unsigned long long)type_align(type), false);
    members[MEMBER_FLAGS] = LLVMConstInt(gen->i8, (unsigned long long)flags_of(type), false);
    members[MEMBER_NAME] = text_constant(gen, name);
    if (type->kind == TYPE_NAMED) {
        members[MEMBER_BASE] = text_constant(gen, type->named.object->name->text);
    }
    members[MEMBER_LAYOUT] = gen_layout_array(gen, type, 1);
    fill_shape(gen, shape, members);
    fill_methods(gen, type, shape, members);
    LLVMSetInitializer(gen_type_info(gen, type)->descriptor, constant_struct(gen, members, MEMBER_COUNT));
}

// T's descriptor learns of *T's, when both exist.
static void link_pointer(Gen *gen, Type *pointer) {
    LLVMValueRef elem = gen_type_descriptor(gen, pointer->pointer.elem);
    LLVMValueRef old = LLVMGetInitializer(elem);
    LLVMValueRef members[MEMBER_COUNT];
    for (unsigned i = 0; i < MEMBER_COUNT; i++) {
        members[i] = LLVMGetAggregateElement(old, i);
    }
    members[MEMBER_POINTER_TO] = gen_type_info(gen, pointer)->descriptor;
    LLVMSetInitializer(elem, constant_struct(gen, members, MEMBER_COUNT));
}

void descriptor_finish(Gen *gen) {
    for (int i = 0; i < gen->described.len; i++) {
        fill_descriptor(gen, gen->described.items[i]);
    }
    for (int i = 0; i < gen->described.len; i++) {
        if (gen->described.items[i]->kind == TYPE_POINTER) {
            link_pointer(gen, gen->described.items[i]);
        }
    }
}

// ---- Method tables

LLVMValueRef gen_itab(Gen *gen, Type *interface, Type *concrete) {
    const Type *shape = type_underlying(interface);
    const char *name = arena_printf(gen->arena, "itab.%d.%d", interface->id, concrete->id);
    LLVMValueRef global = LLVMGetNamedGlobal(gen->module, name);
    if (global) {
        return global;
    }
    unsigned count = (unsigned)shape->interface.count;
    LLVMValueRef *members = ARENA_NEW_N(gen->arena, LLVMValueRef, count + 2);
    members[0] = gen_type_descriptor(gen, interface);
    members[1] = gen_type_descriptor(gen, concrete);
    for (unsigned i = 0; i < count; i++) {
        const Method *method = &shape->interface.methods[i];
        const MethodEntry *entry =
            type_find_method(gen->program->types, concrete, method->name, method->package);
        members[i + 2] = gen_method_code(gen, concrete, entry);
    }
    LLVMValueRef value = constant_struct(gen, members, count + 2);
    global = LLVMAddGlobal(gen->module, LLVMTypeOf(value), name);
    LLVMSetInitializer(global, value);
    LLVMSetGlobalConstant(global, true);
    LLVMSetLinkage(global, LLVMInternalLinkage);
    return global;
}
