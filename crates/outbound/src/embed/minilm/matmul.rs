//! Matrix products. The only unsafe code of the model: one call of `gemm` behind checks of every bound.

/// A matrix inside a slice: `rows` rows of `columns` numbers, `stride` numbers from one row to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub rows: usize,
    pub columns: usize,
    pub stride: usize,
}

impl Shape {
    /// Rows that follow each other without gap.
    pub(super) const fn dense(rows: usize, columns: usize) -> Self {
        Self { rows, columns, stride: columns }
    }

    /// Whether the matrix lies inside `slice` and its rows do not overlap.
    fn fits(self, slice: &[f32]) -> bool {
        let last_row = self.rows.checked_sub(1).and_then(|before| before.checked_mul(self.stride));
        let end = last_row.and_then(|start| start.checked_add(self.columns));
        self.columns <= self.stride && end.is_some_and(|end| end <= slice.len())
    }

    /// Strides as `gemm` wants them. A matrix in memory is far smaller than `isize::MAX` bytes.
    const fn row_stride(self) -> isize {
        self.stride.cast_signed()
    }
}

/// How the right-hand matrix is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Right {
    /// As it is stored: `left × right`.
    Plain,
    /// Rows as columns: `left × rightᵀ`.
    Transposed,
}

/// `target = left × right`, on the calling thread. A shape that does not fit its slice or its partners is a defect, and then
/// nothing is written.
pub(super) fn multiply(
    (target, to): (&mut [f32], Shape),
    (left, from): (&[f32], Shape),
    (right, by): (&[f32], Shape),
    usage: Right,
) {
    let (depth, width) = match usage {
        Right::Plain => (by.rows, by.columns),
        Right::Transposed => (by.columns, by.rows),
    };
    let agrees = to.rows == from.rows && from.columns == depth && to.columns == width;
    let fits = to.fits(target) && from.fits(left) && by.fits(right);
    debug_assert!(agrees && fits, "{to:?} = {from:?} × {by:?} {usage:?}");
    if !(agrees && fits) {
        return;
    }
    let (right_columns, right_rows) = match usage {
        Right::Plain => (1, by.row_stride()),
        Right::Transposed => (by.row_stride(), 1),
    };
    #[expect(unsafe_code, reason = "the matrix library takes pointers")]
    // SAFETY: each pointer is the start of a live slice, and `fits` has shown that every element which the given sizes and strides
    // reach lies inside it: the last one is at `(rows - 1) * stride + columns - 1`. `target` is borrowed mutably, so it overlaps neither
    // operand, and `columns <= stride` keeps its rows apart. The previous content of `target` is not read (`read_dst` is false).
    unsafe {
        gemm::gemm(
            to.rows,
            to.columns,
            from.columns,
            target.as_mut_ptr(),
            1,
            to.row_stride(),
            false,
            left.as_ptr(),
            1,
            from.row_stride(),
            right.as_ptr(),
            right_columns,
            right_rows,
            0.0_f32,
            1.0_f32,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_hand(left: &[f32], from: Shape, right: &[f32], by: Shape, usage: Right) -> Vec<f32> {
        let width = if usage == Right::Plain { by.columns } else { by.rows };
        let element = |k: usize, n: usize| match usage {
            Right::Plain => right[k * by.stride + n],
            Right::Transposed => right[n * by.stride + k],
        };
        let cell =
            |m: usize, n: usize| (0..from.columns).map(|k| left[m * from.stride + k] * element(k, n)).sum();
        (0..from.rows).flat_map(|m| (0..width).map(move |n| (m, n))).map(|(m, n)| cell(m, n)).collect()
    }

    #[test]
    fn products_are_those_done_by_hand() {
        let numbers: Vec<f32> =
            (0..4_000_i32).map(|n| f32::from(((n * 37) % 101 - 50) as i8) / 16.0).collect();
        for (rows, depth, width, gap) in [(1, 1, 1, 0), (3, 5, 7, 0), (13, 32, 13, 4), (17, 8, 33, 3)] {
            let from = Shape { rows, columns: depth, stride: depth + gap };
            for usage in [Right::Plain, Right::Transposed] {
                let (r, c) = if usage == Right::Plain { (depth, width) } else { (width, depth) };
                let by = Shape { rows: r, columns: c, stride: c + gap };
                let to = Shape { rows, columns: width, stride: width + gap };
                let mut target = vec![f32::NAN; rows * to.stride];
                multiply((&mut target, to), (&numbers, from), (&numbers[7..], by), usage);
                let got: Vec<f32> = target.chunks(to.stride).flat_map(|row| &row[..width]).copied().collect();
                assert_eq!(got, by_hand(&numbers, from, &numbers[7..], by, usage));
                assert!(target.chunks(to.stride).all(|row| row[width..].iter().all(|v| v.is_nan())));
            }
        }
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "rows: 3")]
    fn a_matrix_that_does_not_fit_is_noticed() {
        let mut target = [0.0; 8];
        let (a, b) = (Shape::dense(3, 2), Shape::dense(2, 3));
        multiply((&mut target, Shape::dense(3, 3)), (&[0.0; 6], a), (&[0.0; 6], b), Right::Plain);
    }
}
