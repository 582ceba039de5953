/*
 * What the runtime and the JDK do at each start without need, in place of them (-Wl,--wrap): a command that lives for a
 * millisecond spends a fifth of it so. Who calls a function that is not wrapped any more, gets the original.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>

/* The image is built for every x86-64 (-march=compatibility): there is nothing to check. */
int __wrap_checkCPUFeaturesOrExit(void) { return 0; }

/*
 * None beyond those of every x86-64; the structure is zero already. The original asks by nine CPUID, each of which leaves
 * a virtual machine: 4 us or more. Nothing of ours is quicker with them (nitro-log is not).
 */
void __wrap_determineCPUFeatures(void) {}

/* JNI_VERSION_1_8: sockets are ours, not Java's, so nobody needs to know whether there is IPv6. */
int __wrap_JNI_OnLoad_net(void) { return 0x00010008; }

/* So much is what the runtime reserves for its heap (ReservedAddressSpaceSize); nothing else maps as much. */
static const size_t RESERVATION = 1UL << 30;

/* Somewhere between 1 and 17 TiB, where neither a program nor what the kernel places itself ever lies. */
static void *free_place(void) {
    uintptr_t chance;
    memcpy(&chance, (const void *)getauxval(AT_RANDOM), sizeof chance);
    return (void *)((1UL << 40) + (chance & 0x3fff) * RESERVATION);
}

void *__real_mmap(void *at, size_t size, int access, int flags, int fd, off_t offset);

/* What is only reserved counts for the limit of address space; so nothing is mapped where the heap is going to be. */
void *__wrap_mmap(void *at, size_t size, int access, int flags, int fd, off_t offset) {
    if (!at && size >= RESERVATION && access == PROT_NONE)
        return free_place();
    return __real_mmap(at, size, access, flags, fd, offset);
}

/* As deep as Java may go, if the limit permits. */
enum { STACK_SIZE = 1 << 20, PAGE = 4096 };

/* The stack of the one thread. */
static pthread_t main_thread;
static uintptr_t stack_end, stack_begin;

/* To be called by main. */
void nitro_measure_stack(void) {
    struct rlimit limit;
    const char *last = (const char *)getauxval(AT_EXECFN); /* 8 bytes of zero above it are the stack's beginning */
    main_thread = pthread_self();
    stack_begin = ((uintptr_t)last + strlen(last) + 8 + PAGE) & -PAGE;
    stack_end = ((uintptr_t)__builtin_frame_address(0) - STACK_SIZE) & -PAGE;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < stack_begin - stack_end)
        stack_end = stack_begin - (limit.rlim_cur & -PAGE);
}

int __real_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);

/* The library's finds the end of the main thread's stack with a call for each page, and that is what is mapped by now. */
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) {
    if (!pthread_equal(thread, main_thread))
        return __real_pthread_getattr_np(thread, attributes);
    pthread_attr_init(attributes);
    return pthread_attr_setstack(attributes, (void *)stack_end, stack_begin - stack_end);
}
