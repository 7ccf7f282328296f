/** Keeps the screen on. The lock is lost whenever the page is hidden and asked for again when it is back. */
export function keepAwake(): void {
  const ask = () => {
    if (!document.hidden) void navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  document.addEventListener('visibilitychange', ask)
  ask()
}
