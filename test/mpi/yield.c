/* Has MPICH give way while it waits, as Open MPI can: its ranks spin, and tests have more ranks than cores. Loaded before the library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sched.h>

unsigned ucp_worker_progress(void *worker) {
  static unsigned (*progress)(void *);
  if (!progress) progress = (unsigned (*)(void *))dlsym(RTLD_NEXT, "ucp_worker_progress");
  unsigned events = progress(worker);
  if (events == 0) sched_yield();
  return events;
}
