/*
 * The first code of the binary, before the C library's. A program that is executed under a small limit of memory must fit
 * into it while the kernel maps it, and the runtime does not. So the kernel maps only the beginning of the code and of all
 * that is constant (FirstPages.java sees to that; layout.ld puts this code into the first page), and this raises the
 * limits as far as the runtime needs and maps the rest. limits.c puts them back for every program that is executed.
 */
#pragma GCC optimize("no-tree-loop-distribute-patterns") /* no calls of strlen or memset, which are not mapped yet */
#define _GNU_SOURCE
#include "nitro.h"
#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#define FIRST __attribute__((section(".nitro.start")))
#define PAGE 4096L

/* Where the code ends, and the heap among the constants begins and ends with them; from the linker and layout.ld. */
extern const char etext[], nitro_heap[], nitro_constants_end[];
extern const Elf64_Ehdr __ehdr_start;

/*
 * Enough for a supervisor of thousands of services, and the least with which the small commands do their work; of address
 * space it is what comes to the binary itself.
 */
struct nitro_limit nitro_limits[NITRO_LIMITS] = {
    {.resource = RLIMIT_AS, .enough = 64 << 20, .least = 1 << 20, .what = "address space (ulimit -v)"},
    {.resource = RLIMIT_DATA, .enough = 32 << 20, .least = 3 << 20, .what = "data (ulimit -d)"},
    {.resource = RLIMIT_STACK, .enough = 2 << 20, .least = 64 << 10, .what = "stack (ulimit -s)"},
};

/* Hands over the stack as the kernel has made it. Nothing is to be called at exit. */
__asm__(".pushsection .nitro.start, \"ax\"\n"
        ".globl nitro_start\n"
        "nitro_start:\n"
        "    mov %rsp, %rdi\n"
        "    call nitro_map_rest\n"
        "    xor %edx, %edx\n"
        "    jmp _start\n"
        ".popsection\n");

static inline __attribute__((always_inline)) long call(long number, long a, long b, long c, long d) {
    register long fourth __asm__("r10") = d;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth)
                     : "rcx", "r11", "memory");
    return result;
}

static inline __attribute__((always_inline)) int limit(int resource, const struct rlimit *set, struct rlimit *found) {
    return call(SYS_prlimit64, 0, resource, (long)set, (long)found) == 0;
}

/* The soft limit is raised up to the hard one, and that too if we may. */
FIRST static int borrow(struct nitro_limit *of) {
    if (!limit(of->resource, NULL, &of->given) || of->given.rlim_cur >= of->enough)
        return 1;
    of->raised.rlim_cur = of->enough;
    of->raised.rlim_max = of->given.rlim_max < of->enough ? of->enough : of->given.rlim_max;
    if (!limit(of->resource, &of->raised, NULL)) {
        of->raised.rlim_cur = of->raised.rlim_max = of->given.rlim_max;
        limit(of->resource, &of->raised, NULL);
    }
    return of->raised.rlim_cur >= of->least;
}

FIRST static void print(const char *text) {
    long size = 0;
    while (text[size])
        size++;
    call(SYS_write, 2, (long)text, size, 0);
}

FIRST __attribute__((noreturn)) static void refuse(const char *name, const char *what) {
    for (const char *at = name; *at; at++)
        if (*at == '/')
            name = at + 1;
    print(name);
    print(": can't start: the hard limit is too low: ");
    print(what);
    print("\n");
    for (;;)
        call(SYS_exit_group, NITRO_FAILED, 0, 0, 0);
}

/* The kernel has mapped a segment up to where it ends by its header; it goes on in the file. */
FIRST static int extend(const Elf64_Phdr *segment, const char *to) {
    uintptr_t from = segment->p_vaddr & -PAGE, mapped = (segment->p_vaddr + segment->p_memsz + PAGE - 1) & -PAGE;
    return (uintptr_t)to <= mapped || call(SYS_mremap, from, mapped - from, (uintptr_t)to - from, 0) == (long)from;
}

/* The stack has the number of arguments, and their addresses. */
FIRST __attribute__((used)) void nitro_map_rest(const char *const *stack) {
    const char *name = stack[0] ? stack[1] : "nitro", *begin = (const char *)&__ehdr_start;
    nitro_limits[0].least += (nitro_constants_end - begin) + (nitro_constants_end - nitro_heap); /* the heap is mapped twice */
    for (int i = 0; i < NITRO_LIMITS; i++)
        if (!borrow(&nitro_limits[i]))
            refuse(name, nitro_limits[i].what);
    const Elf64_Phdr *segment = (const void *)(begin + __ehdr_start.e_phoff);
    for (int i = 0; i < __ehdr_start.e_phnum; i++, segment++)
        if (segment->p_type == PT_LOAD && segment->p_offset && !(segment->p_flags & PF_W) &&
            !extend(segment, segment->p_flags & PF_X ? etext : nitro_constants_end))
            refuse(name, nitro_limits[0].what);
}
