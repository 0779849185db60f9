#include "CKFourier.h"
#include "Clones.h"

enum { LANES = CK_FOURIER_LANES, MOST = 5 };
#define UNROLL _Pragma("clang loop unroll(full)")

/// The transforms of two, three, four or five numbers, in place. `radix` is a constant wherever this is inlined.
CK_INLINE void transform_few(const int radix, ck_vector *re, ck_vector *im) {
    if (radix == 2) {
        ck_vector r = re[0] - re[1], i = im[0] - im[1];
        re[0] += re[1], im[0] += im[1];
        re[1] = r, im[1] = i;
    } else if (radix == 3) {
        const float half_root = 0.86602540378443865f;  // sin(pi / 3)
        ck_vector sr = re[1] + re[2], si = im[1] + im[2];
        ck_vector dr = (im[1] - im[2]) * half_root, di = (re[2] - re[1]) * half_root;
        ck_vector mr = re[0] - 0.5f * sr, mi = im[0] - 0.5f * si;
        re[0] += sr, im[0] += si;
        re[1] = mr + dr, im[1] = mi + di;
        re[2] = mr - dr, im[2] = mi - di;
    } else if (radix == 4) {
        ck_vector ar = re[0] + re[2], ai = im[0] + im[2], br = re[0] - re[2], bi = im[0] - im[2];
        ck_vector cr = re[1] + re[3], ci = im[1] + im[3], dr = im[1] - im[3], di = re[3] - re[1];
        re[0] = ar + cr, im[0] = ai + ci;
        re[1] = br + dr, im[1] = bi + di;
        re[2] = ar - cr, im[2] = ai - ci;
        re[3] = br - dr, im[3] = bi - di;
    } else {
        const float c1 = 0.30901699437494742f, c2 = -0.80901699437494742f;  // cos(2 pi / 5), cos(4 pi / 5)
        const float s1 = 0.95105651629515357f, s2 = 0.58778525229247313f;   // sin
        ck_vector ar = re[1] + re[4], ai = im[1] + im[4], br = re[2] + re[3], bi = im[2] + im[3];
        ck_vector cr = im[1] - im[4], ci = re[4] - re[1], dr = im[2] - im[3], di = re[3] - re[2];
        ck_vector er = re[0] + c1 * ar + c2 * br, ei = im[0] + c1 * ai + c2 * bi;
        ck_vector fr = re[0] + c2 * ar + c1 * br, fi = im[0] + c2 * ai + c1 * bi;
        ck_vector gr = s1 * cr + s2 * dr, gi = s1 * ci + s2 * di;
        ck_vector hr = s2 * cr - s1 * dr, hi = s2 * ci - s1 * di;
        re[0] += ar + br, im[0] += ai + bi;
        re[1] = er + gr, im[1] = ei + gi;
        re[4] = er - gr, im[4] = ei - gi;
        re[2] = fr + hr, im[2] = fi + hi;
        re[3] = fr - hr, im[3] = fi - hi;
    }
}

typedef struct {
    float *re, *im;
} planes;

/// One pass of Stockham's self-sorting transform: `done` is the product of the radices of the passes before it.
CK_INLINE void pass(const int radix, const ck_plane *plane, long done, planes from, planes to) {
    long groups = plane->length / done / radix, apart = done * groups * LANES;
    for (long group = 0; group < groups; group++) {
        float cosines[MOST], sines[MOST];
        UNROLL for (int k = 1; k < radix; k++) {
            cosines[k] = plane->cosines[group * k * done];
            sines[k] = plane->sines[group * k * done];
        }
        for (long i = 0; i < done; i++) {
            const float *source_re = from.re + (group * done + i) * LANES;
            const float *source_im = from.im + (group * done + i) * LANES;
            float *target_re = to.re + (group * radix * done + i) * LANES;
            float *target_im = to.im + (group * radix * done + i) * LANES;
            ck_vector re[MOST], im[MOST];
            UNROLL for (int k = 0; k < radix; k++) {
                re[k] = *(const ck_vector *)(source_re + k * apart);
                im[k] = *(const ck_vector *)(source_im + k * apart);
            }
            transform_few(radix, re, im);
            *(ck_vector *)target_re = re[0];
            *(ck_vector *)target_im = im[0];
            UNROLL for (int k = 1; k < radix; k++) {
                *(ck_vector *)(target_re + k * done * LANES) = re[k] * cosines[k] - im[k] * sines[k];
                *(ck_vector *)(target_im + k * done * LANES) = re[k] * sines[k] + im[k] * cosines[k];
            }
        }
    }
}

CK_CLONES void ck_fourier(const ck_plane *plane, float *real, float *imaginary, float *scratch) {
    planes from = {real, imaginary}, to = {scratch, scratch + plane->length * LANES};
    for (long done = 1, rest = plane->length; rest > 1;) {
        int radix = rest % 5 == 0 ? 5 : rest % 3 == 0 ? 3 : rest % 4 == 0 ? 4 : 2;
        if (radix == 5)
            pass(5, plane, done, from, to);
        else if (radix == 3)
            pass(3, plane, done, from, to);
        else if (radix == 4)
            pass(4, plane, done, from, to);
        else
            pass(2, plane, done, from, to);
        done *= radix, rest /= radix;
        planes swapped = from;
        from = to, to = swapped;
    }
    if (from.re != real)
        for (long i = 0; i < plane->length * LANES; i += LANES) {
            *(ck_vector *)(real + i) = *(ck_vector *)(from.re + i);
            *(ck_vector *)(imaginary + i) = *(ck_vector *)(from.im + i);
        }
}
